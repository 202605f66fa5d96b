//! Trains and evaluates the models. `train --help` lists the commands.
mod trainer;
fn main() {}
