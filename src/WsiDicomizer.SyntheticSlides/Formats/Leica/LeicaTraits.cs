namespace WsiDicomizer.SyntheticSlides.Formats.Leica;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: the XML of Leica-1, Leica-2 and Leica-Fluorescence-1 (OpenSlide's public test data); no public spec.</remarks>
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

    /// <summary>How many channels of fluorescence each area has; 0 for white light.</summary>
    public int Channels { get; init; }

    /// <summary>How many focal planes each area has.</summary>
    public int Planes { get; init; } = 1;

    /// <summary>How many pages each level of an area has.</summary>
    public int PagesPerLevel => Planes * Math.Max(1, Channels);

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
        LeicaVariant.Fluorescence => new LeicaTraits { Name = "fluorescence", Channels = 3 },
        LeicaVariant.FocalPlanes => new LeicaTraits { Name = "focal-planes", Planes = 3 },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Leica variant."),
    };
}
