namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>One component of a codestream (ISO/IEC 15444-1, A.5.1).</summary>
public sealed class Jpeg2000Component
{
    internal Jpeg2000Component(int precision, bool isSigned, int horizontalSeparation, int verticalSeparation)
    {
        Precision = precision;
        IsSigned = isSigned;
        HorizontalSeparation = horizontalSeparation;
        VerticalSeparation = verticalSeparation;
    }

    /// <summary>Bits per sample, 1 to 38.</summary>
    public int Precision { get; }

    /// <summary>Whether samples are signed.</summary>
    public bool IsSigned { get; }

    /// <summary>XRsiz: 1 for every column, 2 for every other.</summary>
    public int HorizontalSeparation { get; }

    /// <summary>YRsiz: 1 for every row, 2 for every other.</summary>
    public int VerticalSeparation { get; }
}
