//! Rows of bytes added up lane by lane: in the processor's vectors where the build has them, else in halves of words.

/// The sums of eight lanes, 16 bits each: of 257 bytes at most.
#[derive(Clone, Copy)]
pub struct Sum(lanes::Lanes);

impl Sum {
    /// That of nothing.
    pub const NONE: Sum = Sum(lanes::NONE);

    /// Adds a byte to each lane; the first lane's is the lowest.
    #[inline(always)]
    pub fn add(&mut self, bytes: u64) {
        self.0 = lanes::add(self.0, bytes);
    }

    /// The sums, one a lane.
    #[inline(always)]
    pub fn lanes(self) -> [u16; 8] {
        lanes::of(self.0)
    }
}

/// WebAssembly's vectors of 128 bits.
#[cfg(target_feature = "simd128")]
mod lanes {
    use std::arch::wasm32::{i16x8_add, u16x8, u16x8_extend_low_u8x16, u16x8_extract_lane, u64x2, v128};

    pub type Lanes = v128;

    pub const NONE: Lanes = u16x8(0, 0, 0, 0, 0, 0, 0, 0);

    #[inline(always)]
    pub fn add(sums: Lanes, bytes: u64) -> Lanes {
        i16x8_add(sums, u16x8_extend_low_u8x16(u64x2(bytes, 0)))
    }

    #[inline(always)]
    pub fn of(sums: Lanes) -> [u16; 8] {
        [
            u16x8_extract_lane::<0>(sums),
            u16x8_extract_lane::<1>(sums),
            u16x8_extract_lane::<2>(sums),
            u16x8_extract_lane::<3>(sums),
            u16x8_extract_lane::<4>(sums),
            u16x8_extract_lane::<5>(sums),
            u16x8_extract_lane::<6>(sums),
            u16x8_extract_lane::<7>(sums),
        ]
    }
}

/// The lanes with even and those with odd numbers are a word each.
#[cfg(not(target_feature = "simd128"))]
mod lanes {
    /// Even, odd.
    pub type Lanes = [u64; 2];

    pub const NONE: Lanes = [0; 2];

    const HALVES: u64 = 0x00ff_00ff_00ff_00ff;

    #[inline(always)]
    pub fn add([even, odd]: Lanes, bytes: u64) -> Lanes {
        [even + (bytes & HALVES), odd + (bytes >> 8 & HALVES)]
    }

    #[inline(always)]
    pub fn of(sums: Lanes) -> [u16; 8] {
        std::array::from_fn(|lane| (sums[lane % 2] >> (lane / 2 * 16)) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lane_is_summed_by_itself() {
        let mut sum = Sum::NONE;
        for _ in 0..257 {
            sum.add(u64::from_le_bytes([255, 0, 1, 255, 2, 0, 255, 7]));
        }
        assert_eq!(sum.lanes(), [255, 0, 1, 255, 2, 0, 255, 7].map(|byte: u16| byte * 257));
    }
}
