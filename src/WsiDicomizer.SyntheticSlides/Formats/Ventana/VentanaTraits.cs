namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>
/// Evidence: the XML and pages of Ventana-1 (DP 200) and OS-1 (Coreo), OpenSlide's public test data; what OpenSlide 3.4.1 asks
/// of an export.
/// </remarks>
internal sealed record VentanaTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>Of the DP generation: BigTIFF, tiles with their own tables, a probability picture, an order of frames.</summary>
    public bool IsDp { get; init; } = true;

    /// <summary>Level 0 tells how its tiles meet.</summary>
    public bool HasEncodeInfo { get; init; } = true;

    /// <summary>Pixels that neighbours share, across; of the boundaries in turn.</summary>
    public IReadOnlyList<int> OverlapsX { get; init; } = [0];

    /// <summary>Pixels that neighbours share, down; of the boundaries in turn.</summary>
    public IReadOnlyList<int> OverlapsY { get; init; } = [0];

    /// <summary>Joints are named LEFT.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Reduced levels are of the stitched picture; else of the tiles with all that they share.</summary>
    public bool IsStitched { get; init; }

    /// <summary>Two areas on the glass.</summary>
    public bool HasTwoAreas { get; init; }

    /// <summary>Focal planes.</summary>
    public int Planes { get; init; } = 1;

    /// <summary>Some tiles have no bytes.</summary>
    public bool Sparse { get; init; }

    /// <summary>The grey of empty glass.</summary>
    public int WhitePoint { get; init; } = 255;

    /// <summary>Rows of a tile for four columns: older scanners had tiles that are no squares.</summary>
    public int RowsForFourColumns { get; init; } = 4;

    /// <summary>The extension of the file.</summary>
    public string Extension { get; init; } = ".bif";

    /// <summary>The row of the table for a variant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static VentanaTraits Of(VentanaVariant variant) => variant switch
    {
        VentanaVariant.Dp => new VentanaTraits { Name = "dp", OverlapsX = [16], OverlapsY = [8] },
        VentanaVariant.DpAligned => new VentanaTraits { Name = "dp-aligned" },
        VentanaVariant.Legacy => new VentanaTraits
        {
            Name = "legacy", IsDp = false, OverlapsX = [16, 19], OverlapsY = [8, 13], RowsForFourColumns = 5,
        },
        VentanaVariant.Export => new VentanaTraits { Name = "export", IsDp = false, HasEncodeInfo = false, Extension = ".tif" },
        VentanaVariant.DpLeft => new VentanaTraits
        {
            Name = "dp-left", OverlapsX = [0, 24, 0], IsReversed = true, IsStitched = true,
        },
        VentanaVariant.DpTwoAreas => new VentanaTraits
        {
            Name = "dp-two-areas", OverlapsX = [16], OverlapsY = [8], HasTwoAreas = true, WhitePoint = 240,
        },
        VentanaVariant.DpPlanes => new VentanaTraits { Name = "dp-planes", Planes = 3 },
        VentanaVariant.DpSparse => new VentanaTraits { Name = "dp-sparse", Sparse = true, WhitePoint = 235 },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Ventana variant."),
    };
}
