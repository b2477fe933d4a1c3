namespace WsiDicomizer.Imaging.Blank;

/// <summary>A strip or tile as the tags of its TIFF page describe it; numbers are those of TIFF 6.0.</summary>
public sealed class BlankSegmentFormat
{
    /// <summary>
    /// Tag 259: 1 (none), 5 (LZW), 7 (JPEG), 8 or 32946 (deflate), 32773 (PackBits), 33003, 33005 or 34712 (JPEG 2000),
    /// 50000 (Zstandard); others are unsupported.
    /// </summary>
    public required int Compression { get; init; }

    /// <summary>Columns of the strip or tile.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the strip or tile: of a last strip, those that are left.</summary>
    public required int Rows { get; init; }

    /// <summary>Tag 277; 1 where the planes are separate (tag 284 is 2). 3.</summary>
    public int SamplesPerPixel { get; init; } = 3;

    /// <summary>Tag 258, equal for all samples: 1, 2, 4, 8 or 16. 8.</summary>
    public int BitsPerSample { get; init; } = 8;

    /// <summary>
    /// Tag 262: 0 (white is zero), 1 (black is zero), 2 (RGB), 3 (palette: index 0, whatever its colour is), 4 (mask),
    /// 5 (CMYK), 6 (YCbCr), 8 (CIE L*a*b*). Samples beyond the colour's are opaque. 2.
    /// </summary>
    public int Photometric { get; init; } = 2;

    /// <summary>Tag 317: 1 (none) or 2 (horizontal differences, of 8 or 16 bits); only LZW, deflate and Zstandard heed it. 1.</summary>
    public int Predictor { get; init; } = 1;

    /// <summary>Tag 530's first number; heeded for YCbCr alone, and not by JPEG 2000. 1.</summary>
    public int HorizontalSubsampling { get; init; } = 1;

    /// <summary>Tag 530's second number. 1.</summary>
    public int VerticalSubsampling { get; init; } = 1;

    /// <summary>0 (black) to 255 (white). 255.</summary>
    public byte Shade { get; init; } = 255;

    /// <summary>Whether the numbers can be those of a strip or tile at all.</summary>
    internal bool IsPossible => Width >= 1
        && Rows >= 1
        && SamplesPerPixel is >= 1 and <= 16
        && BitsPerSample is 1 or 2 or 4 or 8 or 16
        && HorizontalSubsampling is 1 or 2 or 4
        && VerticalSubsampling is 1 or 2 or 4;

    /// <summary>Whether Cb and Cr have fewer samples than Y.</summary>
    internal bool IsSubsampled => Photometric == 6 && HorizontalSubsampling * VerticalSubsampling > 1;
}
