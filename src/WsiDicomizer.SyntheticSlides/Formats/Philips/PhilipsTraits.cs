namespace WsiDicomizer.SyntheticSlides.Formats.Philips;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: the XML and properties of Philips-1 to Philips-4 (OpenSlide's public test data); no public spec.</remarks>
internal sealed record PhilipsTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>Tag 305.</summary>
    public string Software { get; init; } = "Philips DP v1.0";

    /// <summary>Always BigTIFF, whatever the size.</summary>
    public bool BigTiff { get; init; }

    /// <summary>Label and macro are pages.</summary>
    public bool HasPages { get; init; } = true;

    /// <summary>Label and macro are in the XML.</summary>
    public bool HasEmbedded { get; init; } = true;

    /// <summary>Every name that starts with <c>PIM_</c> starts with <c>PIIM_</c>.</summary>
    public bool LongNames { get; init; }

    /// <summary>What follows the word in tag 270 of label and macro.</summary>
    public string PictureText { get; init; } = string.Empty;

    /// <summary>Tags 32997 and 32998 say 9, as DP v1.1 has them.</summary>
    public bool WrongDepth { get; init; }

    /// <summary>Some tiles have no bytes.</summary>
    public bool Sparse { get; init; }

    /// <summary>The tiles are RGB.</summary>
    public bool Rgb { get; init; }

    /// <summary>The row of the table for a variant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static PhilipsTraits Of(PhilipsVariant variant) => variant switch
    {
        PhilipsVariant.Classic => new PhilipsTraits { Name = "classic" },
        PhilipsVariant.XmlOnly => new PhilipsTraits
        {
            Name = "big-xml-only", BigTiff = true, HasPages = false, LongNames = true,
        },
        PhilipsVariant.PagesOnly => new PhilipsTraits
        {
            Name = "dp11-pages-only", Software = "Philips DP v1.1", HasEmbedded = false, WrongDepth = true,
            PictureText = " pixelsize=(\"0.0315\",\"0.0315\")",
        },
        PhilipsVariant.Sparse => new PhilipsTraits { Name = "sparse", Sparse = true },
        PhilipsVariant.Rgb => new PhilipsTraits { Name = "rgb", Rgb = true },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Philips variant."),
    };
}
