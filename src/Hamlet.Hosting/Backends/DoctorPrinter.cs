using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hamlet.Training.Backends;

namespace Hamlet.Hosting.Backends;

/// <summary>Prints what the doctor found, for a person or for a program.</summary>
internal static class DoctorPrinter
{
    private static readonly JsonWriterOptions s_readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For a person.</summary>
    public static void Print(DoctorReport report, TextWriter output)
    {
        output.WriteLine($"hamlet {ProgramInfo.Version} on {ProgramInfo.Runtime}, {Environment.ProcessorCount} threads");
        foreach (var backend in report.Devices.GroupBy(static d => d.Device.Backend))
        {
            output.WriteLine(backend.Key);
            foreach ((BackendDevice device, BackendTiming? timing) in backend)
            {
                output.WriteLine($"  {device.Device,-7} {device.Description ?? $"not there: {device.Missing}"}");
                if (timing is not null)
                {
                    output.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"          product of {BackendTiming.Width} x {BackendTiming.Width}: {1e3 * timing.ProductSeconds:F2} ms, {timing.Flops / 1e9:F1} GFLOP/s;"
                        + $" training step of {BackendTiming.Rows}-{BackendTiming.Rows}, batch {BackendTiming.Rows}: {1e3 * timing.StepSeconds:F2} ms"));
                }
            }
        }

        if (report.IsLacking)
        {
            output.WriteLine($"{BackendRemedies.TorchSharp}: {BackendRemedies.Introduction}");
            int width = BackendRemedies.Commands.Max(static c => c.Command.Length);
            foreach ((string command, string gives) in BackendRemedies.Commands)
            {
                output.WriteLine($"  {command.PadRight(width)}  {gives}");
            }
        }

        output.WriteLine($"'backend: {{ type: auto }}' takes {BackendChoice.Rule}. Here, for networks large enough: {report.Auto.Backend} on {report.Auto.Device}, for {report.Auto.Reason}.");
    }

    /// <summary>For a program.</summary>
    public static void PrintJson(DoctorReport report, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_readable))
        {
            json.WriteStartObject();
    
            json.WriteStartArray("devices");
            foreach ((BackendDevice device, BackendTiming? timing) in report.Devices)
            {
                Write(json, device, timing);
            }

            json.WriteEndArray();
            json.WriteStartObject("missing");
            if (report.IsLacking)
            {
                json.WriteStartArray(BackendRemedies.TorchSharp);
                foreach ((string command, _) in BackendRemedies.Commands)
                {
                    json.WriteStringValue(command);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteStartObject("auto");
            json.WriteString("backend", report.Auto.Backend);
            json.WriteString("device", report.Auto.Device);
            json.WriteString("reason", report.Auto.Reason);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, BackendDevice device, BackendTiming? timing)
    {
        json.WriteStartObject();
        json.WriteString("backend", device.Backend);
        json.WriteString("device", device.Device);
        json.WriteBoolean("there", device.IsThere);
        json.WriteString("description", device.Description);
        json.WriteString("reason", device.Missing);
        if (timing is not null)
        {
            json.WriteNumber("product_seconds", timing.ProductSeconds);
            json.WriteNumber("product_gflops", timing.Flops / 1e9);
            json.WriteNumber("step_seconds", timing.StepSeconds);
        }

        json.WriteEndObject();
    }
}
