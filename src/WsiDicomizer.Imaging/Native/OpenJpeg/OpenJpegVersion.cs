namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>The version that the library tells.</summary>
internal static class OpenJpegVersion
{
    /// <summary>Reads it; the library has to be loaded.</summary>
    public static unsafe string Read() => NativeText.Read(OpenJpegMethods.opj_version());
}
