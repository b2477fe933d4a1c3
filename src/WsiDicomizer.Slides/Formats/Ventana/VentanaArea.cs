namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>An area of interest: a block of tiles of level 0.</summary>
internal sealed class VentanaArea
{
    /// <summary>The column of its first tile in the page's grid, 0-based.</summary>
    public required int FirstColumn { get; init; }

    /// <summary>The row of its first tile in the page's grid, 0-based.</summary>
    public required int FirstRow { get; init; }

    /// <summary>The number of tiles across, at least 1.</summary>
    public required int Columns { get; init; }

    /// <summary>The number of tiles down, at least 1.</summary>
    public required int Rows { get; init; }

    /// <summary><c>Pos-X</c>: its left edge on the glass, in whole pixels of level 0.</summary>
    public required double Left { get; init; }

    /// <summary><c>Pos-Y</c>: its lower edge, from a line below all areas, in whole pixels of level 0.</summary>
    public required double Bottom { get; init; }

    /// <summary>How its tiles meet.</summary>
    public IReadOnlyList<VentanaJoint> Joints { get; set; } = [];

    /// <summary>
    /// Where each tile of level 0 is stored, counted row by row in the block; null where it is stored at its own place.
    /// </summary>
    public int[]? Frames { get; set; }
}

/// <summary>Where two neighbouring tiles meet.</summary>
/// <param name="IsAcross">Side by side; else one above the other.</param>
/// <param name="Boundary">The column of the left one, or the row of the upper one, 0-based in the area.</param>
/// <param name="Overlap">How many pixels they share; negative is a gap.</param>
/// <param name="Confidence">How sure the scanner is, 0 to 100.</param>
/// <param name="IsJoined">Whether it was found by comparing the pictures.</param>
/// <param name="IsReversed">Named LEFT or DOWN, which OpenSlide refuses.</param>
internal readonly record struct VentanaJoint(
    bool IsAcross, int Boundary, double Overlap, int Confidence, bool IsJoined, bool IsReversed);
