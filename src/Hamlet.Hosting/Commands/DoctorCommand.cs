using System.CommandLine;
using Hamlet.Hosting.Backends;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet doctor</c>: which backends this program has, which devices they see, how fast they are, and how one gets what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create(HostIo io)
    {
        var json = new Option<bool>("--json") { Description = "Prints a JSON object." };
        var command = new Command("doctor", "Shows what networks can be computed on, how fast, and how to get what is missing.") { json };
        command.SetAction(parsed =>
        {
            DoctorReport report = DoctorReport.Make(io.Catalog);
            if (parsed.GetValue(json))
            {
                DoctorPrinter.PrintJson(report, io.Out);
            }
            else
            {
                DoctorPrinter.Print(report, io.Out);
            }

            return report.IsBroken ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }
}
