using System.Globalization;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>The element <c>iScan</c> of the first page: what the scanner was told, and what it is.</summary>
internal sealed class VentanaScan
{
    private VentanaScan(VentanaXml xml, XmlElement element)
    {
        Xml = xml;
        Element = element;
    }

    /// <summary>The XML it stands in.</summary>
    public VentanaXml Xml { get; }

    /// <summary>The element.</summary>
    public XmlElement Element { get; }

    /// <summary>Whether the scanner is of the DP generation; else a Coreo or HT, which wrote no model.</summary>
    public bool IsDp => Element.Find("ScannerModel")?.StartsWith(VentanaNames.DpModel, StringComparison.Ordinal) == true;

    /// <summary>The grey of empty glass; white where it is not said.</summary>
    public byte WhitePoint =>
        int.TryParse(Element.Find("ScanWhitePoint"), NumberStyles.None, CultureInfo.InvariantCulture, out var white)
        && white is >= 1 and <= byte.MaxValue
            ? (byte)white
            : byte.MaxValue;

    /// <summary>Micrometres between focal planes; null where it is not said.</summary>
    public double? PlaneSpacing => VentanaXml.Parse(Element.Find("Z-spacing")) is > 0 and < 1000 and var spacing ? spacing : null;

    /// <summary>Reads the element.</summary>
    /// <param name="directory">The first page.</param>
    /// <exception cref="SlideFormatException">The XML is broken, or has no such element where it must be.</exception>
    public static VentanaScan Read(TiffDirectory directory)
    {
        var xml = VentanaXml.Read(directory);
        var root = xml.Map.Root;
        var element = root.LocalName switch
        {
            VentanaNames.Scan => root,
            VentanaNames.Metadata => root.ChildrenNamed(VentanaNames.Scan).FirstOrDefault(),
            _ => null,
        };
        return new VentanaScan(xml, element ?? throw xml.Damaged("has no iScan as its root, nor as a child of Metadata"));
    }
}
