using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.Zstd;

/// <summary>The functions of zstd.h that are used, as declared there.</summary>
internal static unsafe partial class ZstdMethods
{
    [LibraryImport(ZstdLibrary.Name)]
    public static partial nint ZSTD_createDCtx();

    [LibraryImport(ZstdLibrary.Name)]
    public static partial nuint ZSTD_freeDCtx(nint context);

    [LibraryImport(ZstdLibrary.Name)]
    public static partial nuint ZSTD_decompressDCtx(
        ZstdHandle context, byte* destination, nuint capacity, byte* source, nuint sourceLength);

    [LibraryImport(ZstdLibrary.Name)]
    public static partial uint ZSTD_isError(nuint result);

    [LibraryImport(ZstdLibrary.Name)]
    public static partial byte* ZSTD_getErrorName(nuint result);

    [LibraryImport(ZstdLibrary.Name)]
    public static partial byte* ZSTD_versionString();
}
