using System.Collections.Frozen;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Layers and values that scanners write, and which of them hold tables and maps alone.</summary>
/// <remarks>Sources: CMU-1-Saved-1_2 (OpenSlide's public test data), formats.md 4.2.</remarks>
internal static class MiraxLayerNames
{
    // Tables of numbers and maps of where the scanner was.
    private static readonly FrozenSet<string> Tables = new[]
    {
        MiraxNames.PositionLayer, MiraxNames.StitchingLayer, "StitchingLayer", "VIMSLIDE_HISTOGRAM_DATA", "StatusMapLayer",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Maps = new[]
    {
        "ScanDataLayer_ScanMap", "ScanDataLayer_StagePositionMap", "ScannedFOVsMap", "ScanDataLayer_ScannedFOVsMap",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The layers.</summary>
    public static IReadOnlyList<string> Layers { get; } = [MiraxNames.ScanDataLayer, .. Tables, "ProfileXML"];

    /// <summary>The values.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        MiraxNames.Thumbnail, MiraxNames.Barcode, MiraxNames.Preview, MiraxNames.WholeSlide, "ScanDataLayer_XMLInfo",
        "ScanDataLayer_XMLInfoHeader", "ScanDataLayer_ProfileXML", "ScanDataLayer_ProfileXMLHeader", "ProfileXML",
        "ProfileXMLHeader", "ScanDataLayer_Empty", .. Maps, "default", "DataLevel_V1.0", "StitchingIntensityLevel", "StatusMapLevel",
    ];

    /// <summary>Whether the data of a value is a table of numbers.</summary>
    /// <param name="value">The value.</param>
    public static bool IsTable(MiraxLayerValue value) => Tables.Contains(value.Layer);

    /// <summary>Whether the data of a value is a picture of where the scanner was.</summary>
    /// <param name="value">The value.</param>
    public static bool IsMap(MiraxLayerValue value) => Maps.Contains(value.Name);
}
