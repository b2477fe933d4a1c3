namespace WsiDicomizer.Imaging.Native.Jxl;

/// <summary>The version that the library tells.</summary>
internal static class JxlVersion
{
    /// <summary>Reads it; the library has to be loaded.</summary>
    public static string Read() => NativeVersion.Format((int)JxlMethods.JxlEncoderVersion(), 1000);
}
