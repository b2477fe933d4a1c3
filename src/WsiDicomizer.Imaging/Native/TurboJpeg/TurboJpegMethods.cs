using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.TurboJpeg;

/// <summary>The functions of turbojpeg.h that are used, as declared there.</summary>
internal static unsafe partial class TurboJpegMethods
{
    public const int PixelFormatRgb = 0;
    public const int PixelFormatGrey = 6;
    public const int Subsampling444 = 0;
    public const int Subsampling422 = 1;
    public const int Subsampling420 = 2;
    public const int SubsamplingGrey = 3;
    public const int FlagNoRealloc = 1024;
    public const int FlagAccurateDct = 4096;
    public const int FlagLimitScans = 32768;
    public const int ErrorIsWarning = 0;

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial nint tjInitCompress();

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial nint tjInitDecompress();

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial int tjDestroy(nint handle);

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial int tjDecompress2(
        TurboJpegHandle handle, byte* source, CULong sourceLength, byte* destination, int width, int pitch, int height,
        int pixelFormat, int flags);

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial int tjCompress2(
        TurboJpegHandle handle, byte* source, int width, int pitch, int height, int pixelFormat, byte** destination,
        CULong* length, int subsampling, int quality, int flags);

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial int tjCompressFromYUVPlanes(
        TurboJpegHandle handle, byte** planes, int width, int* strides, int height, int subsampling, byte** destination,
        CULong* length, int quality, int flags);

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial CULong tjBufSize(int width, int height, int subsampling);

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial byte* tjGetErrorStr2(TurboJpegHandle handle);

    [LibraryImport(TurboJpegLibrary.Name)]
    public static partial int tjGetErrorCode(TurboJpegHandle handle);
}
