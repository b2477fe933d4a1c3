using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>
/// What <c>deidentify</c> does to every attribute of PS3.15 Table E.1-1, at every depth, and to what hides beside it: the
/// instances are made, the expectations computed and the outputs read by pydicom and the standard's own tables.
/// </summary>
public sealed class EveryAttributeTests(EveryAttributeTests.Instances instances) : IClassFixture<EveryAttributeTests.Instances>
{
    private const string Pseudonyms = "PatientID,PatientName,AccessionNumber,ContainerIdentifier,SpecimenIdentifier";

    [ToolTheory(Tools.Python)]
    [InlineData("", "")]
    [InlineData("retainSafePrivate", "options: [retain-safe-private]")]
    [InlineData("retainUIDs", "options: [retain-uids]")]
    [InlineData("retainDeviceIdentity", "options: [retain-device-identity]")]
    [InlineData("retainInstitutionIdentity", "options: [retain-institution-identity]")]
    [InlineData("retainPatientCharacteristics", "options: [retain-patient-characteristics]")]
    [InlineData("retainLongitudinalFullDates", "options: [retain-longitudinal-full-dates]")]
    [InlineData(
        "retainLongitudinalModifiedDates",
        "options: [retain-longitudinal-modified-dates]\ndates: { days: [-20000, -18000] }")] // No moved date meets another.
    [InlineData("cleanDescriptors", "options: [clean-descriptors]")]
    [InlineData("cleanStructuredContent", "options: [clean-structured-content]")]
    [InlineData("cleanGraphics", "options: [clean-graphics]")]
    public void Deidentify_EveryRowAtEveryDepth_DoesWhatTheTableSays(string option, string options)
    {
        var output = instances.Deidentify("rows", "option-" + option, $"name: test\nbasis: ps3.15-basic\n{options}\n");

        Assert.Equal("[]", Tools.RunScript("every_attribute.py", "check", SharedSlides.SharedFolder, instances["rows"], output, option));
    }

    [ToolTheory(Tools.Python)]
    [InlineData("basic", "", "")]
    [InlineData("level-iii", "retainDeviceIdentity+retainLongitudinalFullDates", Pseudonyms)]
    [InlineData("level-iv", "cleanDescriptors", Pseudonyms)]
    [InlineData(
        "research-longitudinal", "cleanDescriptors+retainLongitudinalModifiedDates+retainPatientCharacteristics+scaled", Pseudonyms)]
    public void Deidentify_UnderAProfileThatShips_DoesWhatTheTableSays(string profile, string options, string pseudonyms)
    {
        var output = instances.Deidentify("rows", "shipped-" + profile, profile);

        var faults = Tools.RunScript(
            "every_attribute.py", "check", SharedSlides.SharedFolder, instances["rows"], output, options, pseudonyms);

        Assert.Equal("[]", faults);
    }

    [ToolTheory(Tools.Python)]
    [InlineData("basic", "")]
    [InlineData("level-iii", "")]
    [InlineData("level-iv", "")]
    [InlineData("research-longitudinal", "")]
    [InlineData("aida-1-images", "AnatomicRegionSequence")]
    [InlineData("aida-2-scanner", "AnatomicRegionSequence")]
    [InlineData("aida-3-period", "AnatomicRegionSequence")]
    [InlineData("aida-4-examination", "")]
    [InlineData("aida-5-diagnosis", "")]
    [InlineData("public-release", "SeriesNumber,SegmentLabel,SegmentDescription")]
    public void Deidentify_HidingPlaces_LeaveNothingUnderAnyProfile(string profile, string spokenOf)
    {
        var output = instances.Deidentify("hidden", "hidden-" + profile, profile);

        Assert.Equal("[]", Tools.RunScript("hiding_places.py", "check", instances["hidden"], output, spokenOf));
    }

    [ToolFact(Tools.Python)]
    public void Check_OfAnInstanceThatIsNotDeidentified_FindsFaults()
    {
        var shared = SharedSlides.SharedFolder;
        var (marked, identified, basic) = (
            instances["rows"], instances.Deidentify("rows", "identified", "identified"), instances.Deidentify("rows", "basic", "basic"));

        using var unchanged = JsonDocument.Parse(Tools.RunScript("every_attribute.py", "check", shared, marked, identified));
        using var otherOption = JsonDocument.Parse(Tools.RunScript("every_attribute.py", "check", shared, marked, basic, "retainUIDs"));

        Assert.InRange(unchanged.RootElement.GetArrayLength(), 500, int.MaxValue);
        Assert.InRange(otherOption.RootElement.GetArrayLength(), 20, int.MaxValue);
    }

    /// <summary>The marked instances, made once.</summary>
    public sealed class Instances : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly string? _key;

        public Instances()
        {
            if (Tools.Missing(slides: true, [Tools.Python]) is null)
            {
                // A fixed key: with one in ten others, the six digits of some number's mark happen to stand inside a new UID.
                _key = Wsidicomizer.NewKey(_folder);
                File.WriteAllText(_key, new string('7', 64) + "\n");
                Tools.RunScript("every_attribute.py", "make", SharedSlides.SharedFolder, _folder["rows"]);
                Tools.RunScript("hiding_places.py", "make", _folder["hidden"]);
            }
        }

        internal string this[string relative] => _folder[relative];

        public void Dispose() => _folder.Dispose();

        /// <summary>De-identifies a folder of them.</summary>
        /// <param name="input">The folder's name.</param>
        /// <param name="run">A name for the output.</param>
        /// <param name="profile">The name of a profile, or the text of one.</param>
        /// <returns>The folder of what came out.</returns>
        internal string Deidentify(string input, string run, string profile)
        {
            if (profile.Contains('\n', StringComparison.Ordinal))
            {
                profile = _folder.Write(run + ".yaml", System.Text.Encoding.UTF8.GetBytes(profile));
            }

            Wsidicomizer.RunWell("deidentify", _folder[input], "-o", _folder["out-" + run], "-p", profile, "--key-file", _key!);
            return _folder["out-" + run];
        }
    }
}
