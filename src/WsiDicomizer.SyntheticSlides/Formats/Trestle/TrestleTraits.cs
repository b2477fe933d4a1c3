namespace WsiDicomizer.SyntheticSlides.Formats.Trestle;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: the properties of OpenSlide's public test slides; no public spec.</remarks>
internal sealed record TrestleTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>A quarter of a tile on level 0, half as much on each further one.</summary>
    public bool HasOverlaps { get; init; }

    /// <summary>A picture of the glass lies beside the slide.</summary>
    public bool HasMacro { get; init; }

    /// <summary>The row of the table for a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static TrestleTraits Of(TrestleVariant variant) => variant switch
    {
        TrestleVariant.Plain => new() { Name = "plain", HasMacro = true },
        TrestleVariant.Overlaps => new() { Name = "overlaps", HasOverlaps = true, HasMacro = true },
        TrestleVariant.WithoutMacro => new() { Name = "no-macro" },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Trestle variant."),
    };

    /// <summary>By how many pixels the tiles of a level overlap, both ways.</summary>
    /// <param name="level">0-based.</param>
    /// <param name="tileSize">Columns and rows of a tile.</param>
    public int OverlapOf(int level, int tileSize) => HasOverlaps && level < 3 ? (tileSize / 4) >> level : 0;
}
