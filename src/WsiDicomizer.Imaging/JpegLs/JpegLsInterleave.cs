namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>How the components of a JPEG-LS image are coded (ITU-T T.87 C.2.3, ILV).</summary>
public enum JpegLsInterleave
{
    /// <summary>One scan per component.</summary>
    None = 0,

    /// <summary>Line by line.</summary>
    Line = 1,

    /// <summary>Sample by sample.</summary>
    Sample = 2,
}
