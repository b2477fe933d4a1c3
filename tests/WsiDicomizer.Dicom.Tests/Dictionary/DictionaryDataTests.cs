using System.Text.Json;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Dicom.Tests;

public sealed class DictionaryDataTests
{
    [SharedSlidesFact]
    public void Attributes_EveryRowOfTheTable_IsInTheDictionary()
    {
        var rows = Rows("dicom-attributes.json").Where(row => Text(row, "keyword").Length > 0).ToList();

        foreach (var row in rows)
        {
            var text = Text(row, "tag");
            var tag = DicomTag.Parse(text.Replace('x', 'E'));
            Assert.True(DicomDictionary.Default.TryGetEntry(tag, out var entry), text);
            Assert.Equal(Text(row, "keyword"), entry.Keyword);
            Assert.Equal(Text(row, "name"), entry.Name);
            Assert.Equal(row.GetProperty("retired").GetBoolean(), entry.IsRetired);
            Assert.Equal(
                row.GetProperty("vr").EnumerateArray().Select(vr => vr.GetString()),
                entry.ValueRepresentations.Select(vr => vr.Code));
            Assert.Equal(DicomVM.Parse(Text(row, "vm")), entry.ValueMultiplicity);
        }

        Assert.Equal(rows.Count, DicomDictionary.Default.Count);
    }

    [SharedSlidesFact]
    public void Tags_EveryKeywordOfTheTable_IsAMemberOfDicomTag()
    {
        var members = typeof(DicomTag).GetProperties().ToDictionary(member => member.Name, StringComparer.Ordinal);
        foreach (var row in Rows("dicom-attributes.json"))
        {
            var (tag, keyword) = (Text(row, "tag"), Text(row, "keyword"));
            if (keyword.Length == 0 || tag.Contains('x', StringComparison.Ordinal))
            {
                continue;
            }

            Assert.Equal(DicomTag.Parse(tag), members[keyword].GetValue(null));
            Assert.Equal(DicomTag.Parse(tag), DicomTag.Parse(keyword));
        }
    }

    [SharedSlidesFact]
    public void Uids_EveryRowOfTheTable_IsInTheRegistry()
    {
        var rows = Rows("dicom-uids.json");

        foreach (var row in rows)
        {
            Assert.True(DicomUIDRegistry.Default.TryGet(Text(row, "uid"), out var entry), Text(row, "uid"));
            Assert.Equal(Text(row, "name"), entry.Name);
            Assert.Equal(Text(row, "type"), entry.Type);
            Assert.Equal(row.GetProperty("retired").GetBoolean(), entry.IsRetired);
        }

        Assert.Equal(rows.Count, DicomUIDRegistry.Default.Count);
    }

    [Theory]
    [InlineData("1", 1, 1, 1)]
    [InlineData("1-3", 1, 3, 1)]
    [InlineData("2-2n", 2, int.MaxValue, 2)]
    [InlineData("1-n or 1", 1, int.MaxValue, 1)]
    public void Parse_Multiplicity_IsItsBounds(string text, int minimum, int maximum, int multiple) =>
        Assert.Equal(new DicomVM(minimum, maximum, multiple), DicomVM.Parse(text));

    [Fact]
    public void GetImplicitVR_ChoiceOfVRs_IsTheOneOfImplicitEncoding()
    {
        Assert.Equal(DicomVR.OW, DicomDictionary.Default.GetImplicitVR(DicomTag.PixelData));
        Assert.Equal(DicomVR.OW, DicomDictionary.Default.GetImplicitVR(DicomTag.Parse("(6002,3000)")));
        Assert.Equal(DicomVR.LO, DicomDictionary.Default.GetImplicitVR(DicomTag.Parse("(0009,0010)")));
        Assert.Equal(DicomVR.UN, DicomDictionary.Default.GetImplicitVR(DicomTag.Parse("(0009,1010)")));
        Assert.Equal(DicomVR.UL, DicomDictionary.Default.GetImplicitVR(DicomTag.Parse("(0008,0000)")));
    }

    [SharedSlidesFact]
    public void TransferSyntaxes_EachThatIsNamed_IsInTheTable()
    {
        var names = typeof(DicomTransferSyntax).GetProperties()
            .Where(property => property.PropertyType == typeof(DicomTransferSyntax))
            .Select(property => (DicomTransferSyntax)property.GetValue(null)!)
            .ToList();

        Assert.Equal(19, names.Count);
        Assert.All(names, syntax =>
        {
            Assert.True(DicomUIDRegistry.Default.TryGet(syntax.UID.UID, out var entry), syntax.Name);
            Assert.Equal("TransferSyntax", entry.Type);
            Assert.Same(syntax, DicomTransferSyntax.Lookup(syntax.UID.UID));
        });
    }

    private static List<JsonElement> Rows(string file)
    {
        var path = Path.Combine(SharedSlides.SharedFolder, "data", "dicom", file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.Clone().GetProperty("rows").EnumerateArray()];
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
