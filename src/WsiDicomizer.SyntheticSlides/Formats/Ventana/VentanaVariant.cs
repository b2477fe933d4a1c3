namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>The kinds of Ventana file that can be written.</summary>
public enum VentanaVariant
{
    /// <summary>BIF of a DP scanner, BigTIFF, tiles that overlap, RIGHT and UP joints.</summary>
    Dp,

    /// <summary>The same without overlaps: its tiles can be copied.</summary>
    DpAligned,

    /// <summary>BIF of an older scanner: shared JPEG tables, overlaps that differ, a thumbnail.</summary>
    Legacy,

    /// <summary>The TIFF that the vendor's viewer exports: no joints.</summary>
    Export,

    /// <summary>LEFT joints with overlaps at some boundaries, as a DP 200 writes them; reduced levels are stitched.</summary>
    DpLeft,

    /// <summary>Two scanned areas.</summary>
    DpTwoAreas,

    /// <summary>Three focal planes, no overlaps.</summary>
    DpPlanes,

    /// <summary>No overlaps, tiles that are not stored, and a white point that is not white.</summary>
    DpSparse,
}
