package dev.attache.manager.cli;

import dev.attache.manager.Version;
import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.Durations;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.doctor.Doctor;
import dev.attache.manager.doctor.Finding;
import dev.attache.manager.status.JsonText;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

@CommandLine.Command(
        name = "doctor",
        description = {
            "Looks at all that a manager needs, and says what to do; needs no running manager.",
            "Exit 0 when nothing keeps a manager from running."
        })
final class DoctorCommand extends JsonCommand {
    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            description = "How long the worker and the document server may take (30s).")
    private String patience = "30s";

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble, InterruptedException {
        ManagerConfig config = config();
        List<Finding> findings = new ArrayList<>();
        try {
            new Doctor(config, Durations.parse(patience))
                    .examine(
                            Version.current(),
                            finding -> {
                                findings.add(finding);
                                if (!json()) {
                                    print(finding);
                                }
                            });
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    Exit.USAGE,
                    "--patience is " + patience + "; it must be " + Durations.ALLOWED + ".");
        }
        if (json()) {
            out().println(json(findings));
        }
        boolean broken = findings.stream().anyMatch(f -> f.verdict() == Finding.Verdict.FAIL);
        return broken ? Exit.FAILED : Exit.OK;
    }

    private void print(Finding finding) {
        out().println(
                        "%-4s  %-14s  %s"
                                .formatted(
                                        finding.verdict().name().toLowerCase(Locale.ROOT),
                                        finding.what(),
                                        finding.sentence()));
        if (!finding.advice().isEmpty()) {
            out().println("                      → " + finding.advice());
        }
        out().flush();
    }

    private static String json(List<Finding> findings) {
        return JsonText.object(
                json -> {
                    json.writeArrayFieldStart("findings");
                    for (Finding finding : findings) {
                        json.writeStartObject();
                        json.writeStringField("what", finding.what());
                        json.writeStringField(
                                "verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
                        json.writeStringField("sentence", finding.sentence());
                        json.writeStringField("advice", finding.advice());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }
}
