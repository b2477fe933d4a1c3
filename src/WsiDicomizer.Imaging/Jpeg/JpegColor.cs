namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>What the components of a JPEG stream mean.</summary>
public enum JpegColor
{
    /// <summary>One component, 0 is black.</summary>
    Grey,

    /// <summary>Red, green and blue, stored without a colour transform.</summary>
    Rgb,

    /// <summary>Y, Cb and Cr of ITU-R BT.601, full range, as in JFIF.</summary>
    YCbCr,
}
