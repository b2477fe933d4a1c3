using WsiDicomizer.Fuzz.Running;
using Xunit.Abstractions;

namespace WsiDicomizer.Fuzz;

/// <summary>Every parser, with mutated inputs: no crash, no hang, only the library's own exceptions.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. FuzzTargets.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OfMutatedInputs_EndsInTheLibrarysOwnExceptionsOnly(string target)
    {
        using var parser = FuzzTargets.Find(target);

        var runner = new FuzzRunner(parser, FuzzOptions.FromEnvironment());

        var findings = runner.Run();

        output.WriteLine(runner.Summary);
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_OfATarget_AreTakenWithoutAnError(string name)
    {
        using var target = FuzzTargets.Find(name);
        var taken = 0;
        var refusals = new List<string>();
        foreach (var seed in target.CreateSeeds())
        {
            Assert.InRange(seed.Length, 0, target.MaxLength);
            try
            {
                target.Run(seed);
                taken++;
            }
            catch (Exception exception) when (target.AllowedExceptions.Any(type => type.IsInstanceOfType(exception)))
            {
                // Samples that are cut or not supported may be refused; those made in code may not all be.
                refusals.Add($"{seed.Length} bytes: {exception.GetType().Name} {exception.Message}");
            }
        }

        Assert.True(
            taken > refusals.Count / 3,
            "the mutations of refused seeds do not get far, so most are to be valid: " + string.Join("; ", refusals));
    }
}
