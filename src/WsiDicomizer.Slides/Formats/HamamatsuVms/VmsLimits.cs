using WsiDicomizer.Slides.Ini;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>How much a VMS or VMU may ask for before it counts as damaged.</summary>
/// <remarks>Real slides have a few dozen JPEGs, one layer, and an index of one or two kilobytes.</remarks>
internal static class VmsLimits
{
    /// <summary>JPEGs or NGR files across, and down.</summary>
    public const int MaxGridSide = 1_024;

    /// <summary>Image files of all layers.</summary>
    public const int MaxImages = 4_096;

    /// <summary>Layers, which are focal planes.</summary>
    public const int MaxLayers = 64;

    /// <summary>Bytes of a picture beside the levels.</summary>
    public const int MaxPictureBytes = 256 << 20;

    /// <summary>Bytes at the start of a JPEG in which comments are looked for.</summary>
    public const int MaxJpegHeadBytes = 1 << 20;

    /// <summary>The index: OpenSlide reads as much.</summary>
    public static IniLimits Index { get; } = new() { MaxBytes = 64 << 10, MaxEntries = 10_000 };
}
