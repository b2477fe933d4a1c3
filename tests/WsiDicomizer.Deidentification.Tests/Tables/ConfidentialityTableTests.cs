using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Deidentification.Tests.Tables;

public class ConfidentialityTableTests
{
    private static readonly string[] Options =
    [
        "retainSafePrivate", "retainUIDs", "retainDeviceIdentity", "retainInstitutionIdentity", "retainPatientCharacteristics",
        "retainLongitudinalFullDates", "retainLongitudinalModifiedDates", "cleanDescriptors", "cleanStructuredContent",
        "cleanGraphics",
    ];

    [Fact]
    public void Default_WhenRead_Has657RowsOfEdition2026d()
    {
        Assert.Equal(657, ConfidentialityTable.Default.Rows.Count);
        Assert.Equal("2026d", ConfidentialityTable.Default.Edition);
    }

    [Theory]
    [InlineData(null, "X 417, D 93, U 55, Z 42, X/D 23, X/Z 11, X/Z/D 8, Z/D 6, X/Z/U* 2")]
    [InlineData(DeidentificationOption.RetainSafePrivate, "C 1")]
    [InlineData(DeidentificationOption.RetainUIDs, "K 60")]
    [InlineData(DeidentificationOption.RetainDeviceIdentity, "K 48, C 11")]
    [InlineData(DeidentificationOption.RetainInstitutionIdentity, "K 10")]
    [InlineData(DeidentificationOption.RetainPatientCharacteristics, "K 14, C 5")]
    [InlineData(DeidentificationOption.RetainLongitudinalFullDates, "K 169")]
    [InlineData(DeidentificationOption.RetainLongitudinalModifiedDates, "C 169")]
    [InlineData(DeidentificationOption.CleanDescriptors, "C 141")]
    [InlineData(DeidentificationOption.CleanStructuredContent, "C 4")]
    [InlineData(DeidentificationOption.CleanGraphics, "C 4")]
    public void Actions_OfEachColumn_AreAsManyAsTheStandardHas(DeidentificationOption? option, string counts) => Assert.Equal(
        counts,
        string.Join(", ", ConfidentialityTable.Default.Rows
            .Select(row => option is { } column ? row[column] : row.BasicProfile)
            .Where(action => action != TableAction.None)
            .GroupBy(action => action)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Key.ToText()} {group.Count()}")));

    [Theory]
    [InlineData("e1-1.tsv")]
    [InlineData("e3-10-1.tsv")]
    [InlineData("e3-4-1.tsv")]
    [InlineData("wsm-types.tsv")]
    [InlineData("cid-7050.tsv")]
    public void Digest_OfEachTable_IsThatOfItsRows(string name)
    {
        var table = TableFile.Read(name);
        var body = string.Concat(table.Rows.Select(row => string.Join('\t', row) + "\n"));
        Assert.Equal(table.Digest, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
    }

    [SharedSlidesFact]
    public void Rows_AgainstTheSharedTable_AreTheSame()
    {
        using var json = Shared("ps3.15-table-e1-1.json");
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToArray();
        var ours = ConfidentialityTable.Default.Rows;
        Assert.Equal(rows.Length, ours.Count);
        foreach (var (theirs, row) in rows.Zip(ours))
        {
            var tag = theirs.GetProperty("tag").GetString()!;
            Assert.Equal(tag.EndsWith("odd", StringComparison.Ordinal), row.IsPrivate);
            Assert.Equal(row.IsPrivate ? tag : MaskedTagText.Format(row.Tag), tag);
            Assert.Equal(theirs.GetProperty("keyword").GetString() ?? string.Empty, row.Keyword);
            Assert.Equal(theirs.GetProperty("name").GetString(), row.Name);
            Assert.Equal(theirs.GetProperty("retired").GetBoolean(), row.IsRetired);
            Assert.Equal(theirs.GetProperty("inStdCompositeIOD").GetBoolean(), row.IsInStandardCompositeIOD);
            Assert.Equal(theirs.GetProperty("basicProfile").GetString(), row.BasicProfile.ToText());
            for (var option = 0; option < Options.Length; option++)
            {
                Assert.Equal(
                    theirs.GetProperty(Options[option]).GetString() ?? string.Empty,
                    row[(DeidentificationOption)option].ToText());
            }

            var vrs = theirs.GetProperty("vr");
            var codes = vrs.ValueKind == JsonValueKind.Null ? [] : vrs.EnumerateArray().Select(vr => vr.GetString()).ToArray();
            Assert.Equal(codes, row.ValueRepresentations.Select(vr => vr.Code));
        }
    }

    [SharedSlidesFact]
    public void SafePrivate_AgainstTheSharedTable_IsTheSame()
    {
        using var json = Shared("ps3.15-table-e3-10-1-safe-private.json");
        var rows = json.RootElement.GetProperty("rows").EnumerateArray()
            .Select(row => (row.GetProperty("tag").GetString()!.ToUpperInvariant(), row.GetProperty("privateCreator").GetString()));
        Assert.Equal(
            rows, SafePrivateAttribute.All.Select(row => (MaskedTagText.Format(row.Tag).ToUpperInvariant(), (string?)row.PrivateCreator)));
    }

    [Theory]
    [InlineData(0x50023000, "Curve Data")]
    [InlineData(0x50AA1234, "Curve Data")]
    [InlineData(0x60043000, "Overlay Data")]
    [InlineData(0x601E4000, "Overlay Comments")]
    [InlineData(0x00091001, "Private Attributes")]
    [InlineData(0x00100010, "Patient's Name")]
    public void Find_RepeatingAndOddGroups_FindsTheirRow(uint tag, string name) =>
        Assert.Equal(name, ConfidentialityTable.Default.Find(DicomTag.FromValue(tag))?.Name);

    [Fact]
    public void Find_AttributeWithoutRow_IsNull() => Assert.Null(ConfidentialityTable.Default.Find(DicomTag.Rows));

    [Theory]
    [InlineData(TableAction.XZ, "XZZZZ Z")]
    [InlineData(TableAction.XD, "XDDDD D")]
    [InlineData(TableAction.ZD, "ZZZDD D")]
    [InlineData(TableAction.XZD, "XZZDD D")]
    [InlineData(TableAction.XZU, "XUUUU U")]
    [InlineData(TableAction.Z, "ZZZZZ Z")]
    public void Decide_ForEachType_IsTheActionThatTheTypeNeeds(TableAction code, string actions)
    {
        AttributeType?[] types =
            [AttributeType.Type3, AttributeType.Type2C, AttributeType.Type2, AttributeType.Type1C, AttributeType.Type1, null];
        var decided = string.Concat(types.Select(type => (type is null ? " " : string.Empty) + code.Decide(type)));
        Assert.Equal(actions, decided);
    }

    [Fact]
    public void Strongest_OverAllPlaces_Wins()
    {
        var types = AttributeTypes.VLWholeSlideMicroscopyImage;
        Assert.Equal(AttributeType.Type1, types.Strongest(DicomTag.AcquisitionDateTime));
        Assert.Equal(AttributeType.Type1, types.Strongest(DicomTag.DeviceSerialNumber));
        Assert.Equal(AttributeType.Type1, types.Strongest(DicomTag.PatientID));
        Assert.Equal(AttributeType.Type2, types.Strongest(DicomTag.ReferencedImageSequence));
        Assert.Equal(AttributeType.Type3, types.Strongest(DicomTag.DetectorID));
        Assert.Contains("OpticalPathSequence=1C", types.Places(DicomTag.ICCProfile));
        Assert.Contains(".=2", types.Places(DicomTag.PatientID));
    }

    [Fact]
    public void OwnRules_NeverContradictARow_AndKeywordsAreThoseOfTheDictionary()
    {
        Assert.All(OwnRule.All, rule =>
        {
            var tag = DicomTag.FromValue(rule.Tag.Value);
            Assert.Null(ConfidentialityTable.Default.Find(tag));
            Assert.Equal(rule.Keyword, DicomDictionary.Default.GetKeyword(tag));
            Assert.NotEqual(string.Empty, rule.Why);
        });
    }

    [SharedSlidesFact]
    public void MethodCodes_AgainstTheSharedTable_AreTheSame()
    {
        using var json = Shared("dicom-cid-7050.json");
        var codes = json.RootElement.GetProperty("codes").EnumerateArray().Select(code => new MethodCode(
            code.GetProperty("code").GetString()!, code.GetProperty("scheme").GetString()!, code.GetProperty("meaning").GetString()!));
        Assert.Equal(codes, MethodCode.All);
        Assert.Equal("Clean Descriptors Option", MethodCode.Get(DeidentificationOption.CleanDescriptors.GetMethodCode()).CodeMeaning);
    }

    [SharedSlidesFact]
    public void Types_AgainstTheSharedIod_AreTheStrongest()
    {
        using var json = Shared("ps3.15-e1-1-for-wsm.json");
        string[] strength = ["1", "1C", "2", "2C", "3"];
        foreach (var row in json.RootElement.GetProperty("rows").EnumerateArray())
        {
            var strongest = row.GetProperty("occurrences").EnumerateArray()
                .Min(place => Array.IndexOf(strength, place.GetProperty("type").GetString()));
            var tag = DicomTag.Parse(row.GetProperty("tag").GetString()!);
            Assert.True((int)AttributeTypes.VLWholeSlideMicroscopyImage.Strongest(tag) <= strongest, tag.ToString());
        }
    }

    private static JsonDocument Shared(string name) =>
        JsonDocument.Parse(File.OpenRead(Path.Combine(SharedSlides.SharedFolder, "data", "dicom", name)));
}
