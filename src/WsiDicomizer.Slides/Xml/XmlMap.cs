using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Slides.Xml;

/// <summary>An XML text with the place of every value in its bytes, which identity records need.</summary>
/// <remarks>
/// XML 1.0 without document types, read leniently: names and characters are not checked against the classes of the
/// standard, and namespaces are not resolved. Comments, instructions and text outside the root are kept, for they may hold
/// identity. Immutable once made. The platform's readers give lines and columns of characters, and no bytes.
/// </remarks>
internal sealed class XmlMap
{
    /// <summary>What counts as blank: XML 1.0 section 2.3.</summary>
    public static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private XmlMap(XmlElement root, IReadOnlyList<XmlTextPiece> loose)
    {
        Root = root;
        Loose = loose;
    }

    /// <summary>The outermost element.</summary>
    public XmlElement Root { get; }

    /// <summary>Comments, instructions other than the XML declaration, and text outside the root.</summary>
    public IReadOnlyList<XmlTextPiece> Loose { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="bytes">The text, in an encoding that has ASCII as its part; kept by the map.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="map">The map.</param>
    /// <param name="fault">Where and why it is no XML.</param>
    public static bool TryParse(
        byte[] bytes, XmlMapLimits limits, [NotNullWhen(true)] out XmlMap? map, out XmlFault fault)
    {
        var parser = new XmlMapParser(bytes, limits);
        map = parser.TryParse() ? new XmlMap(parser.Root!, parser.Loose) : null;
        fault = parser.Fault;
        return map is not null;
    }
}

/// <summary>Why a text is no XML that can be read.</summary>
/// <param name="Offset">From the start of the text.</param>
/// <param name="Message">What was found and expected; no value.</param>
internal readonly record struct XmlFault(int Offset, string Message);
