// What a person without any condition answers before the ledger can say anything but "ask".
#pragma once

#include "terminal/home.h"

namespace springback::terminal {

/// Everything that the labels ask, of somebody without any condition; and that nothing happened since a dose.
inline const Words kProfile = {"weight_kg=80",
                               "region=us",
                               "allergy_nsaid=no",
                               "allergy_aspirin=no",
                               "allergy_acetaminophen=no",
                               "severe_skin_reaction_past=no",
                               "ulcer_or_gi_bleed=no",
                               "bleeding_disorder=no",
                               "oral_surgery_recent=no",
                               "kidney_disease=no",
                               "liver_disease=no",
                               "asthma=no",
                               "high_blood_pressure=no",
                               "heart_disease=no",
                               "heart_failure=no",
                               "stroke_history=no",
                               "heart_surgery_recent=no",
                               "three_drinks_daily=no",
                               "dehydrated=no",
                               "viral_illness=no",
                               "fasting=no",
                               "takes_warfarin=no",
                               "takes_anticoagulant=no",
                               "takes_antiplatelet=no",
                               "takes_low_dose_aspirin=no",
                               "takes_other_nsaid=no",
                               "takes_prescribed_acetaminophen=no",
                               "takes_opioid=no",
                               "takes_ace_inhibitor_or_arb=no",
                               "takes_diuretic=no",
                               "takes_steroid=no",
                               "takes_ssri_snri=no",
                               "takes_sedative=no",
                               "takes_lithium=no",
                               "takes_methotrexate=no",
                               "takes_ciclosporin_tacrolimus_or_digoxin=no",
                               "takes_enzyme_inducer=no"};
inline const Words kNoHarm = {"stroke_signs=no", "face_or_throat_swelling=no", "skin_rash_new=no",
                              "yellow_skin=no", "ringing_ears=no"};

}  // namespace springback::terminal
