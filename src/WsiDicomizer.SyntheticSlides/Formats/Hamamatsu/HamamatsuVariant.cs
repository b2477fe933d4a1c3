namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>The kinds of NDPI file that differ in how they must be read.</summary>
public enum HamamatsuVariant
{
    /// <summary>4:2:2, restart intervals of up to 1024 pixels, their starts in tag 65426; small levels without either.</summary>
    Ycc422,

    /// <summary>4:2:0 without restart intervals: OpenSlide 3.4.1 does not read intervals of MCUs of 16 rows.</summary>
    Ycc420,

    /// <summary>4:4:4: MCUs of 8 × 8 pixels.</summary>
    Ycc444,

    /// <summary>Restart intervals that neither divide 512 pixels nor are divided by them.</summary>
    OddIntervals,

    /// <summary>Restart intervals, but no tag 65426.</summary>
    NoStarts,

    /// <summary>No level has restart intervals.</summary>
    NoIntervals,

    /// <summary>A level of more than 65,535 columns: 0 in the frame header.</summary>
    Wide,

    /// <summary>Three focal planes, the middle one second in the file.</summary>
    FocalPlanes,
}
