using WsiDicomizer.Benchmarks;

return args switch
{
    ["read-header"] => ReadHeaderBenchmark.Run(),
    ["functional-groups"] => FunctionalGroupsBenchmark.Run(),
    ["engine"] => EngineBenchmark.Run(),
    ["large", .. var rest] => LargeInstanceBenchmark.Run(rest),
    ["deidentify", ..] => BenchmarkOptions.TryParse(args, out var options) ? DeidentifyBenchmark.Run(options) : 2,
    _ => BenchmarkOptions.TryParse(args, out var convert) ? ConvertBenchmark.Run(convert) : 2,
};
