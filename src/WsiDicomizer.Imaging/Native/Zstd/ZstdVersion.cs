namespace WsiDicomizer.Imaging.Native.Zstd;

/// <summary>The version that the library tells.</summary>
internal static class ZstdVersion
{
    /// <summary>Reads it; the library has to be loaded.</summary>
    public static unsafe string Read() => NativeText.Read(ZstdMethods.ZSTD_versionString());
}
