namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Names as Ventana writes them.</summary>
internal static class VentanaNames
{
    /// <summary>The element with what the scanner was told; also the mark of the format.</summary>
    public const string Scan = "iScan";

    /// <summary>The root around it in some files.</summary>
    public const string Metadata = "Metadata";

    /// <summary>The root of level 0's XML.</summary>
    public const string EncodeInfo = "EncodeInfo";

    /// <summary>An area of interest, with its joints.</summary>
    public const string Image = "ImageInfo";

    /// <summary>Where two tiles meet.</summary>
    public const string Joint = "TileJointInfo";

    /// <summary>The order in which tiles are stored.</summary>
    public const string Frames = "FrameInfo";

    /// <summary>What the scanners of the DP generation have in front of their number.</summary>
    public const string DpModel = "VENTANA DP";

    /// <summary>Tag 270 of the picture of the whole glass.</summary>
    public static readonly string[] Overviews = ["Label_Image", "Label Image"];

    /// <summary>Tag 270 of the picture of where tissue is.</summary>
    public const string Probability = "Probability_Image";

    /// <summary>Tag 270 of the scanned area, small.</summary>
    public const string Thumbnail = "Thumbnail";

    /// <summary>What tag 270 of a level has in it.</summary>
    public const string Level = "level=";
}
