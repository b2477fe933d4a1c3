using WsiDicomizer.Fuzz.Mutation;
using WsiDicomizer.Fuzz.Structures;

namespace WsiDicomizer.Fuzz.Running;

/// <summary>The runner finds what it is there to find, in parsers that are wrong on purpose.</summary>
public sealed class FuzzRunnerTests : IDisposable
{
    private static readonly FuzzOptions Options = new(Seed: 7, Iterations: 300, Start: 0, IsExact: true, MaxFindings: 20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsidicomizer-fuzz-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Run_ParserThatTrustsALength_FindsTheException()
    {
        using var target = new WrongTarget(input => _ = input[(1 + input[0])..]);

        var finding = Assert.Single(new FuzzRunner(target, Options, _folder.FullName).Run());

        Assert.Contains("ArgumentOutOfRangeException", finding, StringComparison.Ordinal);
        Assert.Contains("WSIDICOMIZER_FUZZ_SEED=7", finding, StringComparison.Ordinal);
        var kept = Assert.Single(_folder.EnumerateFiles("*.bin"));
        Assert.InRange(kept.Length, 4, 8);
    }

    [Fact]
    public void Run_ParserThatAllocatesWhatItIsTold_FindsTheAllocation()
    {
        using var target = new WrongTarget(input => GC.KeepAlive(new byte[Field.Big(0, 4).Read(input) % (24 << 20)]));

        Assert.Contains(new FuzzRunner(target, Options, _folder.FullName).Run(), text => text.Contains("allocate", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ParserThatQuotesAValue_FindsTheLeak()
    {
        using var target = new WrongTarget(input => throw new InvalidDataException(System.Text.Encoding.Latin1.GetString(input)));

        Assert.Contains(new FuzzRunner(target, Options, _folder.FullName).Run(), text => text.Contains("is in the message", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ParserThatIsRight_FindsNothingAndCountsWhatItDid()
    {
        using var target = new WrongTarget(input =>
        {
            if (input[0] > 128)
            {
                throw new InvalidDataException("too much");
            }
        });
        var runner = new FuzzRunner(target, Options, _folder.FullName);

        Assert.Empty(runner.Run());
        Assert.Matches("[1-9][0-9]* inputs taken, [1-9][0-9]* refused", runner.Summary);
    }

    [Fact]
    public void Create_SameSeedAndIteration_GivesTheSameInput()
    {
        var seed = Seed.Of([.. Enumerable.Range(0, 200).Select(n => (byte)n)], new FieldsAtTheStart());
        var mutator = new Mutator([seed], [], maxLength: 1000);

        var inputs = Enumerable.Range(0, 500).Select(n => mutator.Create(FuzzRandom.Of(3, "a", n))).ToList();
        var again = Enumerable.Range(0, 500).Reverse().Select(n => mutator.Create(FuzzRandom.Of(3, "a", n))).Reverse().ToList();

        Assert.Equal(inputs, again);

        // A quarter changes one of this seed's three fields and nothing else, for which there are few values: those are alike.
        Assert.InRange(inputs.Select(Convert.ToHexString).Distinct().Count(), 375, 500);
        Assert.DoesNotContain(inputs, input => input.AsSpan().SequenceEqual(seed.Bytes));
        Assert.Contains(inputs, input => input.Length < 200);
        Assert.Contains(inputs, input => input.Length > 200);
        Assert.NotEqual(
            inputs.Select(Convert.ToHexString),
            Enumerable.Range(0, 500).Select(n => Convert.ToHexString(mutator.Create(FuzzRandom.Of(4, "a", n)))));
    }

    [Fact]
    public void NextUInt64_OfSeedZero_IsSplitMix64() =>
        Assert.Equal(0xE220A8397B1DCDAFUL, new FuzzRandom(0).NextUInt64());

    private sealed class FieldsAtTheStart : IStructure
    {
        public IEnumerable<Field> FindFields(byte[] bytes) => [Field.Big(0, 1), Field.Big(0, 4), Field.Little(4, 8)];
    }

    private sealed class WrongTarget(Action<byte[]> parse) : FuzzTarget
    {
        public override string Name => "wrong-on-purpose";

        public override IReadOnlyList<string> EntryPoints => [];

        public override IStructure Structure { get; } = new FieldsAtTheStart();

        public override IReadOnlyList<Type> AllowedExceptions => [typeof(InvalidDataException)];

        public override IReadOnlyList<string> Secrets => ["Quetzal"];

        public override IEnumerable<byte[]> CreateSeeds() => [[3, 0, 1, 2, .. "Quetzalcoatl"u8]];

        public override void Run(ReadOnlyMemory<byte> input)
        {
            if (input.Length >= 4)
            {
                parse(input.ToArray());
            }
        }
    }
}
