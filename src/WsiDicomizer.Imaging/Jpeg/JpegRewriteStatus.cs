namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>How rewriting a header went.</summary>
public enum JpegRewriteStatus
{
    /// <summary>There is a header.</summary>
    Done,

    /// <summary>The bytes end before the scan begins: give more of them.</summary>
    NeedMoreData,

    /// <summary>The bytes break the rules, or ask for more than the limits allow.</summary>
    Damaged,

    /// <summary>Valid, but not one sequential scan: it cannot become a frame without decoding.</summary>
    Unsupported,
}
