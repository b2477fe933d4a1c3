namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>The coding process that the frame header names (ITU-T T.81, table B.1).</summary>
public enum JpegProcess
{
    /// <summary>SOF0: baseline DCT, Huffman, 8 bit.</summary>
    Baseline,

    /// <summary>SOF1: extended sequential DCT, Huffman, 8 or 12 bit.</summary>
    ExtendedSequential,

    /// <summary>SOF2: progressive DCT, Huffman.</summary>
    Progressive,

    /// <summary>SOF3: lossless, Huffman.</summary>
    Lossless,

    /// <summary>Hierarchical or arithmetic coding.</summary>
    Other,
}
