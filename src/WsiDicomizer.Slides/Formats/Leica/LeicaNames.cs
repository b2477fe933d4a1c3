namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Names of the XML, as Leica writes them.</summary>
internal static class LeicaNames
{
    /// <summary>What every version's namespace starts with.</summary>
    public const string NamespacePrefix = "http://www.leica-microsystems.com/scn/";

    /// <summary>Illumination from below by white light.</summary>
    public const string Brightfield = "brightfield";

    /// <summary>Illumination through the objective by light that excites.</summary>
    public const string Fluorescence = "fluorescence";

    /// <summary>The versions that are known: in the older one the barcode is an attribute of the collection.</summary>
    public static readonly string[] Namespaces = [$"{NamespacePrefix}2010/03/10", $"{NamespacePrefix}2010/10/01"];
}
