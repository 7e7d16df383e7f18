using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hamlet.Numerics;

/// <summary>An instruction set that networks can be computed with.</summary>
/// <param name="Option">What <see cref="ManagedBackendOptions.Simd"/> calls it.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="IsSupported">Whether this processor has it.</param>
/// <param name="Kernels">The code compiled for it.</param>
internal sealed record InstructionSet(string Option, string Name, bool IsSupported, VectorKernels Kernels)
{
    /// <summary>All, the fastest first; the last one is supported everywhere.</summary>
    // Vector512.IsHardwareAccelerated would be the wrong question: it is false on processors where the runtime prefers 256 bits, some of
    // which run 512-bit code at full speed.
    public static readonly IReadOnlyList<InstructionSet> All =
    [
        new("512", "AVX-512 (512 bit)", Avx512F.IsSupported, new VectorKernels<Simd512, Vector512<float>>()),
        new("256", "AVX2 with FMA (256 bit)", Avx2.IsSupported && Fma.IsSupported, new VectorKernels<Simd256, Vector256<float>>()),
        new("portable", "portable (128 bit)", true, new VectorKernels<Simd128, Vector128<float>>()),
    ];

    /// <summary>The instruction set that an option names.</summary>
    /// <exception cref="PlatformNotSupportedException">This processor does not have it.</exception>
    public static InstructionSet Choose(string option)
    {
        if (option == "auto")
        {
            return All.First(static set => set.IsSupported);
        }

        InstructionSet set = All.FirstOrDefault(set => set.Option == option)
            ?? throw new ArgumentException($"'{option}' is no instruction set; there are auto, portable, 256 and 512.", nameof(option));
        return set.IsSupported
            ? set
            : throw new PlatformNotSupportedException(
                $"This processor does not have {set.Name}, which 'simd: {option}' asks for; use 'simd: auto'.");
    }
}
