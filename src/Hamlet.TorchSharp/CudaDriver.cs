using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Hamlet.Torch;

/// <summary>
/// What a GPU is, asked of NVIDIA's driver: TorchSharp does not tell, and results are of one kind of GPU. Of the driver's interface
/// (https://docs.nvidia.com/cuda/cuda-driver-api) only what opens nothing on the device.
/// </summary>
internal static unsafe class CudaDriver
{
    private const int Success = 0;
    private const int NameLength = 256;
    private static readonly Lazy<nint> s_library = new(Load);

    /// <summary>Such as <c>NVIDIA H100 80GB HBM3, 79 GiB, CUDA 12.8</c>: the newest CUDA that the driver can do; null where it does not say.</summary>
    /// <param name="index">The number of the GPU, from 0 on.</param>
    public static string? Describe(int index)
    {
        int device;
        nuint bytes;
        int version;
        byte* name = stackalloc byte[NameLength];
        if (Find("cuInit") is not { } init || ((delegate* unmanaged<uint, int>)init)(0) != Success
            || Find("cuDeviceGet") is not { } get || ((delegate* unmanaged<int*, int, int>)get)(&device, index) != Success
            || Find("cuDeviceGetName") is not { } getName || ((delegate* unmanaged<byte*, int, int, int>)getName)(name, NameLength, device) != Success
            || Find("cuDeviceTotalMem_v2") is not { } getBytes || ((delegate* unmanaged<nuint*, int, int>)getBytes)(&bytes, device) != Success
            || Find("cuDriverGetVersion") is not { } getVersion || ((delegate* unmanaged<int*, int>)getVersion)(&version) != Success)
        {
            return null;
        }

        // 12080 is 12.8.
        string text = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
        return string.Create(CultureInfo.InvariantCulture, $"{text}, {bytes >> 30} GiB, CUDA {version / 1000}.{version % 1000 / 10}");
    }

    private static nint? Find(string function) =>
        s_library.Value != 0 && NativeLibrary.TryGetExport(s_library.Value, function, out nint address) ? address : null;

    private static nint Load() => NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out nint library) ? library : 0;
}
