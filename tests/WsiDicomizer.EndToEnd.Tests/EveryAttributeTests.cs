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
        foreach (var name in (string[])["any.dcm", "slide.dcm"])
        {
            var output = instances.Deidentify(Path.Combine("rows", name), option + name, $"name: test\nbasis: ps3.15-basic\n{options}\n");

            var faults = Tools.RunScript(
                "every_attribute.py", "check", SharedSlides.SharedFolder, instances["rows/" + name], output, option);

            Assert.Equal("[]", faults);
        }
    }

    [ToolTheory(Tools.Python)]
    [InlineData("basic")]
    [InlineData("level-iii")]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    public void Deidentify_HidingPlaces_LeaveNothingUnderAnyProfile(string profile)
    {
        foreach (var name in (string[])["slide.dcm", "annotations.dcm", "report.dcm", "presentation.dcm"])
        {
            var output = instances.Deidentify(Path.Combine("hidden", name), profile + name, profile);

            Assert.Equal("[]", Tools.RunScript("hiding_places.py", "check", instances["hidden/" + name], output));
        }
    }

    [ToolFact(Tools.Python)]
    public void Check_OfAnInstanceThatIsNotDeidentified_FindsFaults()
    {
        var output = instances.Deidentify(Path.Combine("rows", "slide.dcm"), "identified", "identified");
        var marked = instances["rows/slide.dcm"];
        using var unchanged = JsonDocument.Parse(Tools.RunScript("every_attribute.py", "check", SharedSlides.SharedFolder, marked, output));
        var basic = instances.Deidentify(Path.Combine("rows", "slide.dcm"), "basic", "basic");
        using var otherOption = JsonDocument.Parse(
            Tools.RunScript("every_attribute.py", "check", SharedSlides.SharedFolder, marked, basic, "retainUIDs"));

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
                _key = Wsidicomizer.NewKey(_folder);
                Tools.RunScript("every_attribute.py", "make", SharedSlides.SharedFolder, _folder["rows"]);
                Tools.RunScript("hiding_places.py", "make", _folder["hidden"]);
            }
        }

        internal string this[string relative] => _folder[relative];

        public void Dispose() => _folder.Dispose();

        /// <summary>De-identifies one of them.</summary>
        /// <param name="input">Its path in the folder.</param>
        /// <param name="run">A name for the output.</param>
        /// <param name="profile">The name of a profile, or the text of one.</param>
        /// <returns>The path of the only instance that came out.</returns>
        internal string Deidentify(string input, string run, string profile)
        {
            if (profile.Contains('\n', StringComparison.Ordinal))
            {
                profile = _folder.Write(run + ".yaml", System.Text.Encoding.UTF8.GetBytes(profile));
            }

            Wsidicomizer.RunWell("deidentify", _folder[input], "-o", _folder["out-" + run], "-p", profile, "--key-file", _key!);
            return Assert.Single(Directory.GetFiles(_folder["out-" + run], "*.dcm", SearchOption.AllDirectories));
        }
    }
}
