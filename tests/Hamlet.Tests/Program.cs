using Hamlet.Tests.Outputs.Faults;

// The test host loads this assembly and never comes here; tests about other processes start it as one.
if (args is [LockProcess.Mode, var database])
{
    LockProcess.Run(database);
}
else
{
    BurstProcess.Run(args[0]);
}
