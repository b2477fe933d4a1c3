namespace WsiDicomizer.Imaging.Native.OpenJph;

/// <summary>The version that the library tells.</summary>
internal static class OpenJphVersion
{
    /// <summary>Reads it; the library has to be loaded.</summary>
    public static string Read() => NativeVersion.Format(OpenJphMethods.wsijph_version(), 100);
}
