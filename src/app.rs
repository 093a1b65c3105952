//! The composition root: everything is put together here, and drained in order.

pub mod private_postgres;
