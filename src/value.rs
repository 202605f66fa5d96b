//! Values: dates, times, money, percentages and quantities, found by `regex`, with normalised values.

/// A normalised value. A wrong one is worse than none: what is not certain stays `None`.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Value {
    /// ISO 8601 date, time or period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
    /// ISO 4217 currency, `%`, or a unit of measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}
