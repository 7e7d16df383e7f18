using Hamlet.Tests.Outputs.Faults;

// The test host loads this assembly and never comes here; a test about killed processes starts it as one.
BurstProcess.Run(args[0]);
