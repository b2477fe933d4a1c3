namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>One component of a frame (ITU-T T.81, B.2.2).</summary>
public sealed class JpegComponent
{
    internal JpegComponent(byte id, int horizontalSampling, int verticalSampling, int quantizationTable)
    {
        Id = id;
        HorizontalSampling = horizontalSampling;
        VerticalSampling = verticalSampling;
        QuantizationTable = quantizationTable;
    }

    /// <summary>The identifier C, usually 1, 2, 3 or 'R', 'G', 'B'.</summary>
    public byte Id { get; }

    /// <summary>H, 1 to 4.</summary>
    public int HorizontalSampling { get; }

    /// <summary>V, 1 to 4.</summary>
    public int VerticalSampling { get; }

    /// <summary>Tq, 0 to 3.</summary>
    public int QuantizationTable { get; }
}
