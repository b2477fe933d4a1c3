namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>A TIFF image whose strips are JPEG streams of their own.</summary>
public sealed class JpegStripImage
{
    /// <summary>The shared tables (TIFF tag 347), SOI to EOI; empty where there are none.</summary>
    public ReadOnlyMemory<byte> Tables { get; init; }

    /// <summary>What the components mean.</summary>
    public required JpegColor Color { get; init; }

    /// <summary>Columns of the whole image.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the whole image.</summary>
    public required int Height { get; init; }

    /// <summary>Rows of every strip but the last, which has what is left.</summary>
    public required int RowsPerStrip { get; init; }

    /// <summary>The strips from top to bottom.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Strips { get; init; }
}
