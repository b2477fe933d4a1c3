using System.Text;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Tests.Xml;

public class XmlMapTests
{
    private static readonly Dictionary<string, (string Text, string Message)> Faulty = new()
    {
        ["nothing"] = (string.Empty, "no element"),
        ["text only"] = ("hello", "no element"),
        ["cut in an element"] = ("<a><b>text", "ends inside an element"),
        ["cut in a name"] = ("<a", "behind an attribute's name|expected a name|in quotes"),
        ["cut in an attribute"] = ("<a b=\"c", "attribute's value has no end"),
        ["cut in a comment"] = ("<a><!-- text", "a comment has no end"),
        ["cut in a section"] = ("<a><![CDATA[ text", "a CDATA section has no end"),
        ["cut in an instruction"] = ("<a><?x text", "an instruction has no end"),
        ["crossed end tags"] = ("<a><b></a></b>", "does not close the element that is open"),
        ["end tag alone"] = ("</a>", "does not close"),
        ["two roots"] = ("<a/><b/>", "more than one outermost element"),
        ["document type"] = ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "document type"),
        ["no value"] = ("<a b></a>", "expected = and a value"),
        ["value without quotes"] = ("<a b=c></a>", "value in quotes"),
        ["empty name"] = ("< a/>", "expected a name"),
        ["long name"] = ($"<{new string('a', 300)}/>", "a name of 1 to 256 bytes"),
        ["too deep"] = (string.Concat(Enumerable.Repeat("<a>", 40)), "deeper than the limit of 32"),
    };

    public static TheoryData<string> FaultyNames => [.. Faulty.Keys];

    [Theory]
    [MemberData(nameof(FaultyNames))]
    public void TryParse_Faulty_SaysWhereAndWhy(string name)
    {
        var (text, message) = Faulty[name];
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.False(XmlMap.TryParse(bytes, XmlMapLimits.Default, out _, out var fault));

        Assert.Matches(message, fault.Message);
        Assert.InRange(fault.Offset, 0, bytes.Length);
    }

    [Fact]
    public void TryParse_Sound_HasEveryValueAtItsBytes()
    {
        const string text = "\uFEFF<?xml version=\"1.0\"?>\n<a x:b='1 &lt; 2'><!-- note -->\n one <c/> two&#x41;<![CDATA[ <&amp;> ]]></a>\n<?tail x?>";
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.True(XmlMap.TryParse(bytes, XmlMapLimits.Default, out var map, out _));

        var attribute = Assert.Single(map.Root.Attributes);
        Assert.Equal(("x:b", "1 < 2"), (attribute.Name, attribute.Value));
        Assert.Equal("1 &lt; 2", Read(attribute.Start, attribute.Length));
        Assert.Equal("one  twoA <&amp;>", map.Root.ReadText());
        var place = map.Root.FindText()!.Value;
        Assert.Equal("one <c/> two&#x41;<![CDATA[ <&amp;>", Read(place.Start, place.Length));
        Assert.Equal([" note ", "tail x"], map.Loose.Select(piece => Read(piece.Start, piece.Length)));
        Assert.Equal("<c/>", Read(map.Root.Children[0].Start, map.Root.Children[0].Length));
        string Read(int start, int length) => Encoding.UTF8.GetString(bytes, start, length);
    }

    [Theory]
    [InlineData("&unknown;", "&unknown;")]
    [InlineData("&#xFFFFFFF;", "&#xFFFFFFF;")]
    [InlineData("&#55296;", "&#55296;")]
    [InlineData("&", "&")]
    [InlineData("&&amp;;", "&&;")]
    public void ReadText_UnknownReference_StaysAsItIs(string text, string expected)
    {
        Assert.True(XmlMap.TryParse(Encoding.UTF8.GetBytes($"<a>{text}</a>"), XmlMapLimits.Default, out var map, out _));
        Assert.Equal(expected, map.Root.ReadText());
    }

    [Fact]
    public void TryParse_MoreThanTheLimits_IsRefused()
    {
        var bytes = "<a><b/><c/></a>"u8.ToArray();
        Assert.False(XmlMap.TryParse(bytes, new XmlMapLimits { MaxNodes = 2 }, out _, out var nodes));
        Assert.Matches("more nodes than the limit of 2", nodes.Message);
        Assert.False(XmlMap.TryParse(bytes, new XmlMapLimits { MaxBytes = 5 }, out _, out var length));
        Assert.Matches("15 bytes; the limit is 5", length.Message);
    }
}
