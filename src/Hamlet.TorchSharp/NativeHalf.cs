using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Hamlet.Torch;

/// <summary>
/// The native half of TorchSharp, asked for before TorchSharp itself asks: its own answer to a library that does not load is a page on the
/// standard output, an exception of a static constructor from then on, and never the loader's reason.
/// </summary>
internal static class NativeHalf
{
    private const string Library = "LibTorchSharp";

    // A type's handle runs no static constructor.
    private static readonly Assembly s_assembly = typeof(torch).Assembly;

    /// <summary>The version of TorchSharp, which says which libtorch is wanted.</summary>
    public static string Version => s_assembly.GetName().Version is { } version ? version.ToString(3) : "?";

    /// <summary>Whether libtorch was built for CUDA, GPU or not.</summary>
    public static bool HasCuda => NativeLibrary.TryLoad("torch_cuda", s_assembly, null, out _);

    /// <summary>Why it does not load, in one line; null if it does.</summary>
    public static string? Failure()
    {
        // First, as TorchSharp does: what LibTorchSharp needs may lie in another directory than itself.
        NativeLibrary.TryLoad("torch_cpu", s_assembly, null, out _);
        try
        {
            NativeLibrary.Load(Library, s_assembly, null);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return Reason(e.Message);
        }
    }

    /// <summary>
    /// Of what the loader says for each place where it looked, that of the file that is there: a library that it lacks, or a version of one.
    /// </summary>
    internal static string Reason(string message)
    {
        string[] lines = [.. message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)];
        return lines.FirstOrDefault(static line => !line.Contains($"{Library}.so: cannot open", StringComparison.Ordinal) && !line.Contains($"{Library}: cannot open", StringComparison.Ordinal)
                && !line.Contains("(no such file)", StringComparison.Ordinal))
            ?? $"there is no native library '{Library}' beside the program";
    }
}
