using System.Globalization;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>A <c>DataObject</c> of the XML: a type and named attributes, some of which hold further objects.</summary>
internal sealed class PhilipsObject
{
    private PhilipsObject(XmlElement element, IReadOnlyList<PhilipsAttribute> attributes)
    {
        ObjectType = element.Find("ObjectType") ?? string.Empty;
        Attributes = attributes;
    }

    /// <summary>E.g. <c>DPScannedImage</c>.</summary>
    public string ObjectType { get; }

    /// <summary>In the order of the XML.</summary>
    public IReadOnlyList<PhilipsAttribute> Attributes { get; }

    /// <summary>Reads an object and all below it.</summary>
    /// <param name="element">A <c>DataObject</c> element; its depth is bounded by the reader of the XML.</param>
    public static PhilipsObject Read(XmlElement element) => new(
        element, [.. element.ChildrenNamed("Attribute").Select(PhilipsAttribute.Read)]);

    /// <summary>The first attribute of a name, in either spelling; null where it is missing.</summary>
    /// <param name="name">As in <see cref="PhilipsNames"/>.</param>
    public PhilipsAttribute? Find(string name) =>
        Attributes.FirstOrDefault(attribute => PhilipsNames.Canonical(attribute.Name) == name);

    /// <summary>The text of an attribute; null where it is missing or empty.</summary>
    /// <param name="name">As in <see cref="PhilipsNames"/>.</param>
    public string? FindText(string name) => Find(name)?.Element.ReadText() is { Length: > 0 } text ? text : null;

    /// <summary>The numbers of an attribute; null where it is missing, or something in it is no number.</summary>
    /// <param name="name">As in <see cref="PhilipsNames"/>.</param>
    public IReadOnlyList<double>? FindNumbers(string name) => FindText(name) is { } text ? ParseNumbers(text) : null;

    /// <summary>Parses <c>"0.00025" "0.00025"</c>, or numbers without quotes with blanks between them: <c>0 1 511</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null where something in it is no finite number.</returns>
    public static IReadOnlyList<double>? ParseNumbers(string text)
    {
        var numbers = new List<double>();
        var items = text.Contains('"', StringComparison.Ordinal)
            ? SplitArray(text)
            : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var item in items)
        {
            const NumberStyles style =
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (!double.TryParse(item, style, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>The items of <c>"1.6.6186" "4.0.3"</c>; a text without quotes is one item.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<string> SplitArray(string text) => text.Contains('"', StringComparison.Ordinal)
        ? [.. text.Split('"').Select(item => item.Trim()).Where(item => item.Length > 0)]
        : [.. new[] { text.Trim() }.Where(item => item.Length > 0)];
}

/// <summary>An <c>Attribute</c> of the XML.</summary>
/// <param name="Name">As written.</param>
/// <param name="Element">Its element, which has the text.</param>
/// <param name="Objects">The objects of its array.</param>
internal sealed record PhilipsAttribute(string Name, XmlElement Element, IReadOnlyList<PhilipsObject> Objects)
{
    /// <summary>Reads an attribute and all below it.</summary>
    /// <param name="element">An <c>Attribute</c> element.</param>
    public static PhilipsAttribute Read(XmlElement element) => new(
        element.Find("Name") ?? string.Empty,
        element,
        [.. element.ChildrenNamed("Array").SelectMany(array => array.ChildrenNamed("DataObject")).Select(PhilipsObject.Read)]);
}
