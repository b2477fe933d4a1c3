namespace WsiDicomizer.SyntheticSlides.Formats.Isyntax;

/// <summary>The kinds of Philips iSyntax that can be written.</summary>
public enum IsyntaxVariant
{
    /// <summary>The first generation: a table of block headers, and a seek table behind the header.</summary>
    V1,

    /// <summary>The second generation: tables of clusters, and no seek table.</summary>
    V2,
}
