using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Statements;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Statements;

public class ConformanceStatementTests
{
    public static TheoryData<string> Shipped => [.. TestProfiles.Catalog.List().Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void From_AShippedProfile_HasEveryAttributeOptionAndCode(string name)
    {
        var profile = ResolvedProfile.Resolve(TestProfiles.Catalog.Load(name));
        var statement = ConformanceStatement.From(profile);
        Assert.Equal(profile.WholeSlideRules.Rules.Select(rule => (rule.TagText, rule.Action.ToString())), statement.Attributes.Select(row => (row.Tag, row.Action)));
        Assert.All(statement.Attributes, row => Assert.NotEmpty(row.Result));
        Assert.Equal(11, statement.Options.Count);
        Assert.Equal(profile.Profile.Options.Select(option => option.GetName()), statement.Options.Where(option => option.IsApplied).Select(option => option.Name));
        Assert.All(statement.Options.Where(option => option.IsApplied), option => Assert.True(option.IsSupported));
        Assert.Equal(profile.MethodCodes, statement.MethodCodes);
        Assert.Equal(profile.Digest, statement.Digest);
    }

    // What the statement says of an attribute is what the engine makes of it.
    [Theory]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    public void Result_OfEachAttribute_IsWhatTheEngineDoes(string name)
    {
        var source = MarkedData.Create(MarkedData.WholeSlide);
        var output = TestProfiles.Shipped(name).Deidentify(source).Dataset;
        var seen = 0;
        foreach (var row in Statement(name).Attributes.Where(row => !row.Tag.Contains('x', StringComparison.Ordinal) && row.Tag.Length == 11))
        {
            var tag = DicomTag.Parse(row.Tag);
            if (!source.Contains(tag))
            {
                continue;
            }

            seen++;
            output.TryGetDicomItem<DicomItem>(tag, out var item);
            switch (row.Result)
            {
                case { } removed when removed.StartsWith("removed", StringComparison.Ordinal):
                    Assert.True(item is null || IsMark(tag), row.Tag);
                    break;
                case "empty":
                    Assert.True(item is DicomElement { Count: 0 } or DicomSequence { Items.Count: 0 }, row.Tag);
                    break;
                case { } dummy when dummy.StartsWith("dummy '", StringComparison.Ordinal):
                    Assert.Equal(dummy["dummy '".Length..^1], Assert.IsType<DicomStringElement>(item, exactMatch: false).Values[0]);
                    break;
                case "keyed UID":
                    Assert.StartsWith("2.25.", Assert.IsType<DicomUniqueIdentifier>(item).Values[0], StringComparison.Ordinal);
                    break;
                case { } pseudonym when pseudonym.StartsWith("keyed pseudonym ", StringComparison.Ordinal):
                    Assert.Matches("^[PAS]-[0-9A-Z]{8,10}$", Assert.IsType<DicomStringElement>(item, exactMatch: false).Values[0]);
                    break;
            }
        }

        Assert.InRange(seen, 600, 700);
    }

    [Fact]
    public void Markdown_OfAProfile_HasTheParts()
    {
        var text = Markdown("level-iv");
        Assert.StartsWith("# De-identification conformance statement: profile level-iv\n", text, StringComparison.Ordinal);
        foreach (var heading in (string[])["Options (PS3.15 E.3)", "Scope", "Identifiers and unique identifiers", "Dates and times", "Private attributes",
                     "Pixel data", "Attributes inserted", "Encryption and re-identification", "What is not done", "Attributes"])
        {
            Assert.Contains($"\n## {heading}\n", text, StringComparison.Ordinal);
        }

        Assert.Contains("| (0010,0020) | PatientID | D | keyed pseudonym P-{code:8}, empty where it was empty | profile: identifiers |", text, StringComparison.Ordinal);
        Assert.Contains("| clean-descriptors | 113105 | Clean Descriptors Option | yes | yes |", text, StringComparison.Ordinal);
        Assert.Contains($"edition {ConfidentialityTable.Default.Edition}, SHA-256 {ConfidentialityTable.Default.Digest}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_OfKeepingEverything_ClaimsNothing()
    {
        var text = Markdown("identified");
        Assert.Contains("outputs are identified", text, StringComparison.Ordinal);
        Assert.DoesNotContain("- Conformance:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_OfHostileTitleAndPattern_StaysText()
    {
        var profile = ResolvedProfile.Resolve(TestProfiles.Parse(
            "title: 'a | b <script> [x](y)'\nattributes: { StudyDescription: { action: C, keep-matching: 'a|b' } }"));
        using var writer = new StringWriter { NewLine = "\n" };
        ConformanceMarkdown.Write(ConformanceStatement.From(profile), writer);
        Assert.Contains("a \\| b \\<script> \\[x\\](y)", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("only what matches a\\|b", writer.ToString(), StringComparison.Ordinal);
    }

    private static bool IsMark(DicomTag tag) => tag == DicomTag.DeidentificationMethod;

    private static string Markdown(string name)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        ConformanceMarkdown.Write(Statement(name), writer);
        return writer.ToString();
    }

    private static ConformanceStatement Statement(string name) =>
        ConformanceStatement.From(ResolvedProfile.Resolve(TestProfiles.Catalog.Load(name)));
}
