namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Names of sections, keys, hierarchies and layers that the reader goes by.</summary>
internal static class MiraxNames
{
    public const string General = "GENERAL";
    public const string Hierarchical = "HIERARCHICAL";
    public const string DataFile = "DATAFILE";

    /// <summary>The hierarchy of the pyramid.</summary>
    public const string ZoomLevels = "Slide zoom level";

    /// <summary>The hierarchy of fluorescence filters; of bright field too, as the three colours of one picture.</summary>
    public const string FilterLevels = "Slide filter level";

    /// <summary>The hierarchies of focal planes.</summary>
    public static readonly string[] FocusLevels = ["Microscope focus level", "Focus level"];

    /// <summary>The layer of positions as they are.</summary>
    public const string PositionLayer = "VIMSLIDE_POSITION_BUFFER";

    /// <summary>The layer of deflated positions, in newer slides.</summary>
    public const string StitchingLayer = "StitchingIntensityLayer";

    /// <summary>The layer of pictures and texts.</summary>
    public const string ScanDataLayer = "Scan data layer";

    public const string Thumbnail = "ScanDataLayer_SlideThumbnail";
    public const string Barcode = "ScanDataLayer_SlideBarcode";
    public const string Preview = "ScanDataLayer_SlidePreview";
    public const string WholeSlide = "ScanDataLayer_WholeSlide";
}
