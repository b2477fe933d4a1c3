namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>How the second and third component are sampled against the first.</summary>
public enum JpegSubsampling
{
    /// <summary>4:4:4, or a single component.</summary>
    None,

    /// <summary>4:2:2: half the columns.</summary>
    Horizontal,

    /// <summary>4:2:0: half the columns and half the rows.</summary>
    HorizontalAndVertical,

    /// <summary>Anything else.</summary>
    Other,
}
