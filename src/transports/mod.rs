//! transports.
