//! The command line: arguments to calls, text and JSON out.
