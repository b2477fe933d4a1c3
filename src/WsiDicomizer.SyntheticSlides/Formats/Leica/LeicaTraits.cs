namespace WsiDicomizer.SyntheticSlides.Formats.Leica;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: the XML of Leica-1 and Leica-2 (OpenSlide's public test data); no public spec.</remarks>
internal sealed record LeicaTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>How many areas were scanned.</summary>
    public int Areas { get; init; } = 1;

    /// <summary>The barcode is an attribute, in the older namespace.</summary>
    public bool OldNamespace { get; init; }

    /// <summary>There is a picture of the whole glass.</summary>
    public bool HasMacro { get; init; } = true;

    /// <summary>64-bit offsets, as every real file has them.</summary>
    public bool BigTiff { get; init; } = true;

    /// <summary>The row of the table for a variant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static LeicaTraits Of(LeicaVariant variant) => variant switch
    {
        LeicaVariant.OneArea => new LeicaTraits { Name = "one-area" },
        LeicaVariant.TwoAreas => new LeicaTraits { Name = "two-areas", Areas = 2 },
        LeicaVariant.OldNamespace => new LeicaTraits { Name = "2010-03-10", OldNamespace = true },
        LeicaVariant.WithoutMacro => new LeicaTraits { Name = "no-macro", HasMacro = false, BigTiff = false },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Leica variant."),
    };
}
